/** The text of one form field; empty where it is absent, was sent more than once, or holds a NUL, which no keyboard types. */
export function formField(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return '';
  const value = (body as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' && !value.includes('\0') ? value : '';
}
