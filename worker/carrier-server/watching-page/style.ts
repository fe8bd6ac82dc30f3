/** How the page looks that shows how both servers do: the look of our other pages, wider. Allowed in its policy by its hash. */

import { PAGE_STYLE } from "../../http/page-style.ts";

export const WATCHING_STYLE = `${PAGE_STYLE}body{max-width:76rem;--danger:light-dark(#a3262a,#ff8e8e);--good:light-dark(#1e6b45,#6fd3a0)}
main{padding:0;border:0;background:none}
form{display:flex;flex-wrap:wrap;gap:16px;align-items:end;max-width:32rem;padding:24px;border:1px solid var(--line);border-radius:10px;background:var(--surface)}
form label{flex:1 1 16rem;color:var(--soft);font-size:13px}
input{display:block;width:100%;min-height:44px;margin-block-start:4px;padding:8px 12px;border:1px solid var(--soft);border-radius:8px;background:var(--paper);color:var(--ink);font:inherit}
button{min-height:44px;padding:8px 24px;border:0;border-radius:10px;background:var(--indigo);color:var(--surface);font:inherit;font-weight:600;cursor:pointer}
input:focus-visible,button:focus-visible{outline:2px solid var(--indigo);outline-offset:2px}
[hidden]{display:none!important}
.state{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:baseline;justify-content:space-between;margin-block:0 24px}
.well{color:var(--good)}
.bad{color:var(--danger)}
.alert{margin-block:0 16px;padding:16px 24px;border:1px solid var(--danger);border-inline-start-width:6px;border-radius:10px;background:var(--surface)}
.alert p{margin:4px 0 0}
.alert strong{font-size:18px}
.servers{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:24px}
.server{min-width:0;padding:24px;border:1px solid var(--line);border-radius:10px;background:var(--surface)}
.server h2{margin:0;font-size:18px}
.server h3{margin:24px 0 8px;font-size:13px;font-weight:600;color:var(--soft)}
.chart{display:block;width:100%;height:64px;border-block-end:1px solid var(--line)}
.chart rect{fill:var(--indigo)}
.chart rect.failed{fill:var(--danger)}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}
th,td{padding:6px 12px 6px 0;border-block-end:1px solid var(--line);text-align:start;overflow-wrap:normal}
th{color:var(--soft);font-weight:400}
td.number,th.number{text-align:end;padding-inline:12px 0;white-space:nowrap}
`;
