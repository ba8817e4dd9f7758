// A page that is reloaded goes on with its session, however many days it has lived; a link to the moment would live them again.

const KEY = "sim";

/** The token of the session that this window showed before it was reloaded; null where it is opened with another link. */
export function tokenOfBefore() {
  try {
    const { token, search } = JSON.parse(sessionStorage.getItem(KEY)) ?? {};
    return search === location.search ? token ?? null : null;
  } catch {
    return null; // a browser that stores nothing, or something else that is stored there
  }
}

/** Remember the session when the window is left. */
export function rememberAtLeaving(source) {
  window.addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ token: source.token, search: location.search }));
    } catch {
      // a reload will follow the link then
    }
  });
}
