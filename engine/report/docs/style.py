"""The style sheet of the HTML page: for a screen, a phone and paper."""

STYLE = """
:root { --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --back: #f6f8fa; --link: #0b5cad; --mark: #fff3cd; }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; color: var(--ink); background: #fff; overflow-wrap: break-word;
  font: 16px/1.5 "Segoe UI", "Liberation Sans", "DejaVu Sans", Roboto, Arial, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
header, main { max-width: 68rem; margin: 0 auto; padding: 1rem 1.5rem; }
main { padding-bottom: 4rem; }
h1 { font-size: 1.8rem; line-height: 1.25; margin: 1rem 0; }
h2 { font-size: 1.5rem; line-height: 1.3; margin: 3rem 0 1rem; padding-bottom: .3rem;
  border-bottom: 2px solid var(--ink); }
section:first-child h2 { margin-top: 1rem; }
h3 { font-size: 1.2rem; line-height: 1.35; margin: 2.5rem 0 .75rem; }
h4 { font-size: 1.05rem; line-height: 1.4; margin: 1.75rem 0 .5rem; }
h5 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
p, ul, ol, table, dl { margin: .5rem 0; }
ul, ol { padding-left: 1.4rem; }
li { margin: .2rem 0; }
small { color: var(--soft); font-size: .85em; font-weight: 400; }
code { font: .9em/1.4 "Liberation Mono", "DejaVu Sans Mono", Consolas, monospace; background: var(--back);
  padding: 0 .2em; border-radius: 3px; }
i { color: var(--soft); }
.note { border-left: 3px solid var(--line); padding: 0 .6rem; color: var(--soft); font-size: .9rem; }
.formula { background: var(--back); border: 1px solid var(--line); border-radius: 4px; padding: .5rem .8rem;
  font-family: "Liberation Mono", "DejaVu Sans Mono", Consolas, monospace; font-size: .92em; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; }
thead th { background: var(--back); }
thead .short { white-space: nowrap; }
td > div + div, th > div + div { margin-top: .25rem; }
td ul, td ol { margin: .2rem 0; }
td.right { text-align: right; white-space: nowrap; }
.restored { background: var(--mark); }
.mark { color: var(--soft); font-size: .8em; border: 1px solid currentColor; border-radius: 3px; padding: 0 .3em;
  white-space: nowrap; }
dl { border: 1px solid var(--line); border-bottom: 0; }
dl > div { display: grid; grid-template-columns: 13rem 1fr; border-bottom: 1px solid var(--line); }
dt { font-weight: 600; padding: .5rem .75rem; background: var(--back); }
dd { margin: 0; padding: .5rem .75rem; min-width: 0; }
dd > :first-child { margin-top: 0; }
dd > :last-child { margin-bottom: 0; }
:target { outline: 2px solid var(--link); outline-offset: 3px; }
nav { background: var(--back); padding: 1rem 1.5rem; font-size: .9rem; line-height: 1.4; }
nav p { font-weight: 600; margin: 0 0 .5rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav > ul > li { margin: .5rem 0; }
nav ul ul { padding-left: 1rem; }
nav ul ul ul, nav .deep { padding-left: 1rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .5rem; }
@media screen and (min-width: 75rem) {
  body { display: grid; grid-template: "nav header" auto "nav main" 1fr / 20rem minmax(0, 1fr); }
  header, main { width: 100%; }
  header { grid-area: header; }
  main { grid-area: main; }
  nav { grid-area: nav; position: sticky; top: 0; height: 100vh; overflow-y: auto; align-self: start;
    border-right: 1px solid var(--line); }
}
@media screen and (max-width: 74.99rem) {
  nav .deep { display: none; }
}
@media screen and (max-width: 45rem) {
  body { font-size: 15px; }
  header, main, nav { padding: .5rem 1rem; }
  h1 { font-size: 1.45rem; }
  h2 { font-size: 1.3rem; }
  dl > div { display: block; }
  dt { padding-bottom: .1rem; background: none; color: var(--soft); font-size: .85rem; }
  dd { padding-top: 0; }
  .small th, .small td { padding: .3rem .4rem; }
  .large, .large tbody, .large tr, .large td, .large th { display: block; width: 100%; }
  .large thead { display: none; }
  .large tr { border: 1px solid var(--line); margin: 0 0 .75rem; }
  .large td, .large th { border: 0; border-bottom: 1px solid var(--back); padding: .3rem .6rem; }
  .large tbody th { background: var(--back); }
  .large td:empty, .large th:empty { display: none; }
  .large td::before, .large th::before { content: attr(data-label); display: block; color: var(--soft);
    font-size: .8rem; font-weight: 400; }
  .large td.right { text-align: left; }
}
@media print {
  body { font-size: 10.5pt; }
  header, main { max-width: none; padding: 0 1px; }
  nav { background: none; padding: 0; }
  nav .deep { display: none; }
  footer { display: none; }
  a { color: inherit; }
  h1, h2, h3, h4, h5 { break-after: avoid; }
  section { break-before: page; }
  tr, dt, li { break-inside: avoid; }
  dl > div { grid-template-columns: 4.5cm 1fr; }
  thead { display: table-header-group; }
}
"""
