/**
 * How a printed statement looks: black on white, A4, made for paper first. Nothing is loaded: the fonts are the
 * reader's own. The page's policy allows exactly this text, by its hash.
 */

import { toUtf8 } from "../../protocol/signing/encoding.ts";

export const STATEMENT_STYLE = `@page{size:A4;margin:18mm 16mm 20mm;@bottom-right{content:counter(page) " / " counter(pages);font:9pt system-ui,sans-serif;color:#5b606b}}
*{box-sizing:border-box}
html{background:#fff;color:#1a1c20;font:10pt/1.45 system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif}
body{max-width:178mm;margin:0 auto;padding:0}
@media screen{body{padding:18mm 8mm}}
header{display:flex;justify-content:space-between;align-items:flex-end;gap:8mm;border-bottom:1.5pt solid #24407a;padding-bottom:4mm;margin-bottom:7mm}
h1{font-size:19pt;line-height:1.2;margin:0}
.test{display:inline-block;margin:0 0 2mm;padding:.5mm 2mm;border:1pt solid #8a5a00;color:#8a5a00;font-size:8.5pt}
dl{margin:0;display:grid;grid-template-columns:auto auto;gap:.8mm 4mm;font-size:9.5pt}
dt{color:#5b606b}dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}
section{margin:0 0 10mm}
h2{font-size:13pt;margin:0 0 3mm;break-after:avoid}
.sums{display:grid;grid-template-columns:repeat(auto-fit,minmax(30mm,1fr));gap:3mm;margin:0 0 5mm;break-inside:avoid}
.sums div{border:.75pt solid #c9ccd3;padding:2mm 2.5mm}
.sums dl{display:contents}.sums dt{font-size:8pt;white-space:nowrap}
.sums dd{text-align:left;font-size:12pt;font-weight:600;white-space:nowrap}
.sums .due{border:1.5pt solid #24407a}
table{width:100%;border-collapse:collapse}
thead{display:table-header-group}
th{font-size:8.5pt;font-weight:600;color:#5b606b;text-align:left;border-bottom:.75pt solid #1a1c20;padding:0 2mm 1.2mm 0}
td{vertical-align:top;border-bottom:.5pt solid #dfe1e6;padding:1.5mm 2mm 1.5mm 0}
tr{break-inside:avoid}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;padding-right:0;padding-left:3mm}
.date{white-space:nowrap;font-variant-numeric:tabular-nums}
.edge td{font-weight:600}
tbody tr:last-child td{border-bottom:.75pt solid #1a1c20}
.soft{color:#5b606b;font-size:8.5pt}
.trade{display:block;overflow-wrap:anywhere;font-size:5.9pt;line-height:1.8}
`;

/** For `style-src` of a Content-Security-Policy. */
export async function statementStyleHash(): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", toUtf8(STATEMENT_STYLE));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
