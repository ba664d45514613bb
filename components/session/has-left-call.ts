/** Whether an earlier page in this tab was left during a call; whose it was the engine knows. */
export function hasLeftCall() {
  try {
    return Object.keys(sessionStorage).some((key) => /^telnyx-elements.*:calls$/.test(key));
  } catch {
    // Storage may be closed to the page.
    return false;
  }
}
