/** What the server says of a line of a list of people, in its words; ours are `import.fault.<name>`. */
const faults = {
  blank: /^can't be blank$/,
  long: /^is too long \(maximum is (\d+)\)$/,
  twice: /^is in the file twice$/,
  no_address: /^must be an email address$/,
  taken: /^has already been taken$/,
  unreachable: /^must be an address that mail can reach$/,
  own: /^of your own is changed by another Admin of the Directory$/,
  elsewhere: /^belongs to somebody who is not of this company alone/,
  switched_off: /^may be changed once the person is switched on again$/,
  company_admin: /^Only company admins may do this to a company admin\.$/,
} as const;

type ImportFault = keyof typeof faults;
const names = Object.keys(faults) as ImportFault[];

/** Which fault it is; none where a newer server has words that we do not know. */
export function importFault(
  text: string,
): { readonly name: ImportFault; readonly values: { readonly most: string } } | undefined {
  for (const name of names) {
    const found = faults[name].exec(text);
    if (found !== null) return { name, values: { most: found[1] ?? '' } };
  }
  return undefined;
}
