export interface Import {
  specifier: string;
  /** Gone after type stripping, so it cannot load anything. */
  typeOnly: boolean;
}

/** The modules a file names. It relies on the formatter: a statement begins at the start of its line. */
export function importsOf(text: string): Import[] {
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?([^'";]*?)\bfrom\s*'([^']+)'/gm);
  const bare = text.matchAll(/^import\s*'([^']+)'/gm);
  const dynamic = text.matchAll(/(?<![.\w'"`])import\(\s*'([^']+)'/g);
  return [
    ...Array.from(statements, ([, type, names = '', specifier = '']) => ({
      specifier,
      typeOnly: type !== undefined || onlyTypes(names),
    })),
    ...Array.from(bare, ([, specifier = '']) => ({ specifier, typeOnly: false })),
    ...Array.from(dynamic, ([, specifier = '']) => ({ specifier, typeOnly: false })),
  ];
}

function onlyTypes(names: string): boolean {
  const inBraces = /^\{([^}]*)\}\s*$/.exec(names.trim())?.[1];
  return inBraces?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')) ?? false;
}
