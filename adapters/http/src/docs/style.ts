/** The style sheet of the page: light and dark, from a phone to a wide screen. */

/** The sheet. */
export const styleSheet = `
:root {
  --ink: #1d2430; --soft: #566073; --line: #e2e6ee; --paper: #ffffff; --shade: #f5f7fb;
  --accent: #2f5bd3; --get: #0f7a4f; --post: #2f5bd3; --patch: #8a5a00; --delete: #b3261e;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Code', 'Roboto Mono', Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e8f0; --soft: #9aa5b8; --line: #2b3342; --paper: #12161e; --shade: #1a2029;
    --accent: #8fb0ff; --get: #5fd1a0; --post: #8fb0ff; --patch: #e3b25b; --delete: #ff9a92;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
a { color: var(--accent); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
code, pre { font-family: var(--mono); font-size: 0.875em; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.75rem; z-index: 2; background: var(--paper); padding: 0.25rem 0.5rem; }

.top {
  position: sticky; top: 0; z-index: 1; display: flex; align-items: baseline;
  justify-content: space-between; gap: 1rem; padding: 0.75rem 1.5rem;
  background: var(--paper); border-bottom: 1px solid var(--line);
}
.brand { margin: 0; font-weight: 650; }
.brand span { color: var(--soft); font-weight: 400; }
.frame { display: grid; grid-template-columns: 15rem minmax(0, 1fr); max-width: 80rem; margin: 0 auto; }
main { padding: 1.5rem 2.5rem 6rem; min-width: 0; }
main.single { max-width: 44rem; margin: 0 auto; }

.contents {
  position: sticky; top: 3.1rem; align-self: start; max-height: calc(100vh - 3.1rem);
  overflow-y: auto; padding: 1.75rem 1rem 2rem 1.5rem; font-size: 0.9375rem;
}
.contents summary { display: none; }
.contents p { margin: 0 0 0.4rem; }
.contents ul { list-style: none; margin: 0 0 0.4rem; padding: 0 0 0 0.75rem; border-left: 1px solid var(--line); }
.contents li { padding: 0.1rem 0; }
.contents a { color: var(--ink); text-decoration: none; }
.contents a:hover { color: var(--accent); text-decoration: underline; }
.contents .module { margin-top: 1rem; color: var(--soft); font-size: 0.8125rem; }

section { padding-top: 1rem; }
section + section { margin-top: 3rem; padding-top: 2.5rem; border-top: 1px solid var(--line); }
h1 { font-size: 2rem; line-height: 1.2; margin: 0.25rem 0 0.75rem; letter-spacing: -0.01em; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; letter-spacing: -0.01em; }
h3 { font-size: 1rem; margin: 2rem 0 0.6rem; overflow-wrap: anywhere; }
.lead { font-size: 1.125rem; color: var(--soft); max-width: 44rem; }
.kicker { margin: 0; color: var(--soft); font-size: 0.875rem; }
pre {
  background: var(--shade); border: 1px solid var(--line); border-radius: 8px;
  padding: 0.9rem 1rem; overflow-x: auto;
}

.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; margin-top: 1.75rem; }
.card { border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.1rem; }
.card h3 { margin: 0 0 0.35rem; }
.card p { margin: 0 0 0.4rem; font-size: 0.9375rem; color: var(--soft); }
.card code { color: var(--ink); overflow-wrap: anywhere; }

.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th { text-align: left; font-weight: 600; font-size: 0.8125rem; color: var(--soft); }
th, td { padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child > td { border-bottom: 0; }
td code { white-space: nowrap; }
td table { margin-top: 0.4rem; }
.routes td:nth-child(2) { width: 100%; }
.routes th, .routes td { border-bottom: 0; padding: 0.2rem 0.9rem 0.2rem 0; vertical-align: baseline; }
.routes th { padding-bottom: 0.4rem; }
.operators { font-family: var(--mono); font-size: 0.75rem; color: var(--soft); min-width: 11rem; line-height: 1.7; }
.permission { font-family: var(--mono); font-size: 0.8125rem; color: var(--soft); white-space: nowrap; }
.note, .needed { color: var(--soft); font-size: 0.8125rem; }
.needed { display: block; font-size: 0.75rem; }
.example summary { cursor: pointer; color: var(--accent); margin-top: 0.75rem; }
.values { display: block; margin-top: 0.2rem; line-height: 1.9; }
.values code, .state {
  background: var(--shade); border: 1px solid var(--line); border-radius: 4px;
  padding: 0.05rem 0.4rem; font-size: 0.8125rem; white-space: nowrap;
}
.method {
  display: inline-block; min-width: 4rem; font: 600 0.75rem/1.5 var(--mono); color: var(--ink);
}
.method.get { color: var(--get); } .method.post { color: var(--post); }
.method.patch { color: var(--patch); } .method.delete { color: var(--delete); }
.life { list-style: none; padding: 0; margin: 0; }
.life li { padding: 0.3rem 0; line-height: 1.9; }
.life b { display: inline-block; min-width: 8.5rem; font-weight: 600; }
.arrow { color: var(--soft); }
.message { border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem; margin: 1rem 0; }
.message h3 { margin: 0; }
.message > p { margin: 0.35rem 0; }

@media (max-width: 52rem) {
  .frame { display: block; }
  .top { padding: 0.65rem 1rem; }
  main { padding: 0.5rem 1rem 4rem; }
  .contents { position: static; max-height: none; padding: 0.75rem 1rem; border-bottom: 1px solid var(--line); }
  .contents summary { display: list-item; cursor: pointer; font-weight: 600; }
  .contents details > :not(summary) { margin-left: 0.25rem; }
  h1 { font-size: 1.625rem; }
  .routes thead { display: none; }
  .routes td { display: block; padding: 0; }
  .routes tr { display: block; padding: 0.45rem 0; border-bottom: 1px solid var(--line); }
  .routes td code { white-space: normal; overflow-wrap: anywhere; }
}
`
