/** What the page of a refused form may contain beside its words, with the hashes by which its CSP knows it. */
export const REFUSED_STYLE = {
  text:
    ":root{color-scheme:light dark;--ink:light-dark(#221d19,#ebe6df);--soft:light-dark(#4d463f,#c3bcb3)}" +
    "body{margin:0;padding:4rem 1.25rem;background:light-dark(#faf8f4,#171310);color:var(--ink);font:1.125rem/1.6 system-ui,sans-serif}" +
    "main{max-width:36rem;margin:0 auto}h1{margin:0 0 1rem;font:600 2.25rem/1.2 Georgia,serif}p{margin:0 0 1rem;color:var(--soft)}" +
    "nav{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;margin-top:2rem}" +
    "a,button{display:inline-flex;align-items:center;min-height:44px;padding:0;border:0;background:none;color:var(--ink);font:inherit;" +
    "text-decoration:underline;text-underline-offset:4px;cursor:pointer}[hidden]{display:none}",
  hash: "sha256-dpx6c7jttcEyGhcrsR3inKxn3H/xo9AwHvP7X5xZLL0=",
};

/** The form as it was left is one step back; without scripts the browser's own button leads there. */
export const REFUSED_SCRIPT = {
  text: 'const b=document.querySelector("button");b.hidden=false;b.onclick=()=>history.back()',
  hash: "sha256-0ZBqimI6mkC/MJ5vRRkc5lvonnyHLzXRcxoIqya2y/4=",
};
