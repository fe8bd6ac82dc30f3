/** How our own pages for people look: ink on paper, in light and in dark. Allowed in their policy by its hash. */

export const PAGE_STYLE = `:root{color-scheme:light dark;--paper:light-dark(#fbfaf6,#14161a);--surface:light-dark(#fff,#1c1f25);--ink:light-dark(#1a1c20,#f2f0ea);--soft:light-dark(#5b606b,#a7acb8);--line:light-dark(#e4e1d8,#2d323b);--indigo:light-dark(#24407a,#8fb0ff);--warn:light-dark(#8a5a00,#f0b95b);background:var(--paper);color:var(--ink)}
*{box-sizing:border-box}
body{max-width:32rem;min-height:100vh;margin:0 auto;padding:24px 24px 48px;font:15px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,"Hiragino Sans","Noto Sans JP","Yu Gothic UI",sans-serif;overflow-wrap:anywhere}
:lang(ja) body{line-height:1.6}
header{display:flex;align-items:center;gap:8px;margin:0 0 24px;color:var(--soft);font-weight:600}
.mark{width:24px;height:24px;fill:currentColor;overflow:visible}
main{padding:24px;border:1px solid var(--line);border-radius:10px;background:var(--surface)}
h1{margin:0;font-size:18px;line-height:1.4;font-weight:600}
h1.big{font-size:28px;line-height:1.3}
.amount{margin:16px 0;font-size:40px;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums}
.soft{color:var(--soft)}
.small{font-size:13px}
.test{display:inline-block;margin:0 0 16px;padding:4px 8px;border:1px solid var(--warn);border-radius:4px;color:var(--warn);font-size:13px}
.code{font-weight:600;font-variant-numeric:tabular-nums;letter-spacing:.06em;color:var(--ink);white-space:nowrap}
.facts{margin:0 0 24px}
.facts p,main>p{margin:8px 0 0}
warifu-checkout{margin:24px 0}
ul{margin:16px 0;padding:0 0 0 20px}
li{margin:8px 0}
.stores{list-style:none;margin:24px 0;padding:0}
.stores a,.go{display:inline-block;min-height:44px;line-height:1.4;padding:12px 24px;border:1px solid var(--indigo);border-radius:10px;color:var(--indigo);text-decoration:none;font-weight:600}
.stores li:first-child a,.go{background:var(--indigo);color:var(--surface)}
h2{margin:24px 0 0;font-size:15px;line-height:1.4;font-weight:600}
main>h2+p{margin:4px 0 0}
a{color:var(--indigo)}
.stores li:first-child a,a.go{color:var(--surface)}
code{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.9em}
a:focus-visible{outline:2px solid var(--indigo);outline-offset:2px}
`;
