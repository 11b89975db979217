const units: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** `10MB`, `10 m`, `1.5GiB` or plain bytes, as a number of bytes; undefined for anything else. */
export function bytesIn(text: string): number | undefined {
  const found = /^(\d{1,12}(?:\.\d{1,3})?)\s*([kmgt]?)(?:i?b)?$/i.exec(text.trim());
  const unit = units[(found?.[2] ?? '').toLowerCase()];
  return found?.[1] === undefined || unit === undefined ? undefined : Math.floor(Number(found[1]) * unit);
}
