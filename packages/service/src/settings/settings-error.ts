/** A setting stops the start. The message is one sentence, fit to be printed alone. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
