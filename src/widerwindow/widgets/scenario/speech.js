// What somebody would say looks said, and what she would do looks done.

/** Words of some length between quotation marks; a word or two in them are no speech. */
const SPEECH = /[“„«](?=\S+\s+\S)(?:[^”“»<]|<\/?em>)*[”“»]/g;

/** @param {string} html */
export const withSpeech = (html) => html.replace(SPEECH, '<span class="ww-said">$&</span>');

/**
 * A button may hold text, but no paragraphs.
 * @param {string} html
 */
export const inButton = (html) => withSpeech(html).replaceAll("<p>", "<span>").replaceAll("</p>", "</span>");
