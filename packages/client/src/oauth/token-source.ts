/** Where access tokens come from. Any number of callers may ask at once. */
export interface TokenSource {
  /** An access token that is good for a while. */
  accessToken(): Promise<string>;
  /** Another access token than the one that the API has just refused. */
  renew(refused: string): Promise<string>;
}
