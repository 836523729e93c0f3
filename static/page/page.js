/* What Streamlit's own frame leaves out for those who hear a page: its navigation is a list of groups, each a list. */
"use strict";
(() => {
  const tell = () => {
    for (const groups of document.querySelectorAll('ul[data-testid="stSidebarNavItems"]:not([role])')) {
      groups.setAttribute("role", "presentation");
    }
    for (const group of document.querySelectorAll('ul[data-testid="stSidebarNavItems"] > div:not([role])')) {
      group.setAttribute("role", "list");
      group.setAttribute("aria-label", group.querySelector("header p")?.textContent ?? "");
    }
  };
  new MutationObserver(tell).observe(document, { childList: true, subtree: true });
})();
