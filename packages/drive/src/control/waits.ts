type Env = Readonly<Record<string, string | undefined>>;

/** How long a file has to be left alone before it is sent, in milliseconds: `DRIVE_SETTLE_FOR`, in seconds. */
export function settleFor({ DRIVE_SETTLE_FOR: seconds }: Env): number {
  return secondsOf(seconds) ?? 0;
}

/**
 * After how long a local delete is sent by itself: `DRIVE_RELEASE_AFTER`, in seconds. Whatever else it says, deletes wait
 * for a person.
 */
export function releaseAfter({ DRIVE_RELEASE_AFTER: seconds }: Env): number | 'never' {
  return secondsOf(seconds) ?? 'never';
}

function secondsOf(text = ''): number | undefined {
  return /^[0-9]{1,7}$/.test(text) ? Number(text) * 1000 : undefined;
}
