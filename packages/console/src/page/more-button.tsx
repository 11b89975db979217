import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

/** Fetches the next lines of a list that is read page by page; nothing where there are none. */
export function MoreButton({
  log,
  onMore,
  children,
}: {
  readonly log: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    fetchNextPage(): unknown;
  };
  /** Told before they come, so that the focus can go to the first of them. */
  readonly onMore: () => void;
  readonly children: ReactNode;
}) {
  if (!log.hasNextPage) return null;
  return (
    <Button
      mt="md"
      variant="subtle"
      loading={log.isFetchingNextPage}
      onClick={() => {
        onMore();
        void log.fetchNextPage();
      }}
    >
      {children}
    </Button>
  );
}
