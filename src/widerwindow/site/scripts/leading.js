// Where a click on a link leads.

/**
 * Whether a click on this link opens another page of the course in place of this one.
 * @param {MouseEvent} event
 * @param {HTMLAnchorElement} link
 */
export function leads({ button: pressed, ctrlKey, metaKey, shiftKey, altKey }, link) {
  if (pressed || ctrlKey || metaKey || shiftKey || altKey || link.target || link.download) return false;
  const [here, there] = [location, link].map(({ href }) => href.split("#")[0]);
  return link.protocol === location.protocol && link.host === location.host && here !== there;
}
