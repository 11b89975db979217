import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ReactNode, Ref } from 'react';

interface AnchorProps extends ButtonProps {
  readonly ref?: Ref<HTMLAnchorElement>;
  readonly children?: ReactNode;
}

function Anchor(props: AnchorProps) {
  return <Button component="a" {...props} />;
}

/** A link that looks like a button, for the one thing that a page is there for. */
export const ButtonLink = createLink(Anchor);
