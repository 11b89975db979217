interface Lock {
  packages: Record<
    string,
    { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }
  >;
}

/** Why `npm ci` would not work, or not alike, for everyone: on any platform, with any registry. */
export function lockFileObjections(text: string): string[] {
  return [...namedRegistries(text), ...absentPackages(JSON.parse(text) as Lock)];
}

/** The registry is the choice of whoever installs. */
function namedRegistries(text: string): string[] {
  const hosts = Array.from(text.matchAll(/"resolved": "(\w+:\/\/[^/"]+)/g), ([, host]) => host);
  return [...new Set(hosts)].map((host) => `package-lock.json: packages are tied to ${host}`);
}

/** npm leaves out what its registry lacks for other platforms, and `npm ci` then refuses the file. */
function absentPackages({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !foldersFrom(path).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `package-lock.json: ${path || 'the root'} needs ${name}, which is not locked`),
  );
}

/** The folders in which Node looks for the dependencies of a package, nearest first. */
function foldersFrom(path: string): string[] {
  const above = path.replace(/(^|\/)(?:node_modules\/)?(?:@[^/]+\/)?[^/]+$/, '');
  return path === '' ? [''] : [`${path}/`, ...foldersFrom(above)];
}
