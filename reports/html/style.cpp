// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html/parts.h"

namespace vedette::html {

// Tokens of the project's look, light first; the dark set follows the reader's own setting. Print is always light.
std::string_view styleSheet() {
    return R"css(
:root{color-scheme:light dark;--window:#F2F4F6;--surface:#FFFFFF;--alt:#F7F9FA;--border:#DBE1E5;--edge:#76848F;
--text:#16202A;--muted:#465460;--faint:#5D6B76;--accent:#0B6A68;--fail:#B3173A;--insuf:#8A5A00;--pass:#187346;
--na:#5E6B76;--waived:#6B4BB0;--critical:#B3173A;--high:#B14A08;--medium:#7F6000;--low:#2A66AE;--info:#5A6873;
--failSoft:#FBE7EA;--insufSoft:#FBF1DC;--passSoft:#E3F3EA;--waivedSoft:#EEE9F9;--on:#FFFFFF}
@media screen and (prefers-color-scheme:dark){:root{--window:#11161A;--surface:#181E23;--alt:#1E252B;--border:#2A343B;
--edge:#74828C;--text:#E7ECEF;--muted:#AEB9C1;--faint:#8D9AA4;--accent:#45B8B0;--fail:#FF7085;--insuf:#E8B04A;
--pass:#58C48D;--na:#929FA8;--waived:#B79CF2;--critical:#FF7085;--high:#F7975A;--medium:#E2BD4D;--low:#7DB0F2;
--info:#97A5AF;--failSoft:#3A1B23;--insufSoft:#33290F;--passSoft:#14301F;--waivedSoft:#271F3B;--on:#06201F}}
*{box-sizing:border-box}
html{background:var(--window);font:14px/22px Inter,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
font-variant-numeric:tabular-nums;color:var(--text)}
body{margin:0}
main,footer,.brand{max-width:1000px;margin:0 auto;padding:0 32px}
.brand{display:flex;justify-content:space-between;align-items:center;padding-top:32px;color:var(--faint);gap:16px}
.brand strong{color:var(--text);font-size:16px;display:flex;align-items:center;gap:10px}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999px}
.skip:focus{left:16px;top:8px;background:var(--surface);padding:4px 12px}
h1{font-size:28px;line-height:36px;font-weight:600;margin:24px 0 4px}
.sub{font-size:16px;line-height:24px;color:var(--muted);margin:0 0 24px}
h2{font-size:20px;line-height:28px;font-weight:600;margin:48px 0 8px}
h3{font-size:15px;line-height:22px;font-weight:600;margin:0}
h4{font-size:13px;line-height:20px;font-weight:600;margin:16px 0 4px}
p{margin:0 0 10px;max-width:76ch}
.first h2{font-size:16px;line-height:24px;margin:28px 0 6px}
.card,article{background:var(--surface);border:1px solid var(--border);border-radius:6px;padding:16px 20px;margin:0 0 12px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:16px}
.pair .card{margin:0}
.pair p{color:var(--muted);margin:8px 0 0}
.head{display:flex;justify-content:space-between;align-items:baseline;gap:16px}
.first .head h2{margin:0}
.mark{display:inline-flex;align-items:center;gap:6px;font-weight:600;white-space:nowrap}
.mark svg,th svg{flex:none;width:14px;height:14px}
.fail{color:var(--fail)}.insuf{color:var(--insuf)}.pass{color:var(--pass)}.na{color:var(--na)}.waived{color:var(--waived)}
.critical{color:var(--critical)}.high{color:var(--high)}.medium{color:var(--medium)}.low{color:var(--low)}.info{color:var(--info)}
.accent{color:var(--accent)}.muted{color:var(--muted)}.faint{color:var(--faint)}
article{border-left-width:3px}
article.fail{border-left-color:var(--fail);color:var(--text)}
article.insuf{border-left-color:var(--insuf);color:var(--text)}
article.pass{border-left-color:var(--pass);color:var(--text)}
article.na{border-left-color:var(--na);color:var(--text)}
article.waived{border-left-color:var(--waived);color:var(--text)}
.reason{margin:8px 0 12px}
.id{font:12px/18px "DejaVu Sans Mono",Menlo,Consolas,monospace;color:var(--faint);margin:0}
dl{display:grid;grid-template-columns:minmax(112px,max-content) 1fr;gap:3px 20px;margin:0;font-size:13px;line-height:20px}
dt{color:var(--faint)}dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:0 0 12px}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:20px}
caption{text-align:left;color:var(--faint);font-size:12px;padding:0 0 4px}
th{text-align:left;font-weight:600;color:var(--muted);font-size:12px;padding:6px 12px 6px 0;border-bottom:1px solid var(--edge);vertical-align:bottom}
tbody th{color:var(--text);font-weight:500;font-size:13px;border-bottom:1px solid var(--border);vertical-align:top}
td{padding:6px 12px 6px 0;border-bottom:1px solid var(--border);vertical-align:top;overflow-wrap:break-word}
.num{text-align:right;white-space:nowrap}
.mono,code,pre{font:12px/18px "DejaVu Sans Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{background:var(--alt);border:1px solid var(--border);border-radius:6px;padding:12px 16px;margin:0 0 12px;white-space:pre-wrap}
details{margin:8px 0 0}summary{cursor:pointer;color:var(--accent);font-size:13px}
ul,ol{margin:0 0 10px;padding-left:20px}li{margin:2px 0}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:4px 20px;font-size:13px}
.time{white-space:nowrap}
.zero{color:var(--faint)}
.note{background:var(--insufSoft);border-radius:6px;padding:10px 16px;margin:0 0 12px;color:var(--text)}
.bad{background:var(--failSoft)}
footer{color:var(--faint);font-size:12px;padding-top:32px;padding-bottom:40px}
@media (max-width:720px){.pair{grid-template-columns:1fr}main,footer,.brand{padding-left:16px;padding-right:16px}}
@media print{html{background:#fff;font-size:10.5pt;line-height:15pt}main,footer,.brand{max-width:none;padding:0}
.skip,nav{display:none}article,.card,tr,pre{break-inside:avoid}h2,h3{break-after:avoid}
section.page{break-before:page}.scroll{overflow:visible}a{color:inherit;text-decoration:none}
@page{margin:18mm 16mm}}
)css";
}

}  // namespace vedette::html
