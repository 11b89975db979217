/** A file of the project as the checks see it. */
export interface SourceFile {
  /** From the project's folder, with forward slashes. */
  path: string;
  text: string;
}

/** Tests, what only tests use, and examples: none of it runs in a deployment. */
export function isTestCode(path: string): boolean {
  return /\.(test|test-support|example|measure)\.|(^|\/)(conformance|testing)\/|\/testing\.ts$/.test(path);
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mjs|js)$/.test(path);
}
