// The receipt of a hand-in, as grading/notebook/receipt.py makes it too. Nothing of a browser's own makes it, as pages
// opened from a disk have none of that.

const LETTERS = "234679CDFHJKMNPQRTVWXY";
const LENGTH = 6;

/** @param {Uint8Array} bytes */
export function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/**
 * The receipt of what stands in the answers' cells, by their names.
 * @param {Record<string, string>} cells
 */
export function receiptOf(cells) {
  const parts = Object.keys(cells)
    .sort()
    .flatMap((name) => [name, cells[name]]);
  let rest = crc32(new TextEncoder().encode(parts.join("\0")));
  let letters = "";
  while (letters.length < LENGTH) {
    letters += LETTERS[rest % LETTERS.length];
    rest = Math.floor(rest / LETTERS.length);
  }
  return `${letters.slice(0, 3)}-${letters.slice(3)}`;
}
