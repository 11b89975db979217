import { createTheme, Drawer, type MantineColorsTuple, Modal } from '@mantine/core';

/** The green of the gate in the mark; shade 7 is the mark itself. */
const gate: MantineColorsTuple = [
  '#e7f5f4',
  '#cde8e6',
  '#9fd2ce',
  '#6cbbb5',
  '#42a69f',
  '#279790',
  '#147c76',
  '#0b6b66',
  '#07544f',
  '#033d3a',
];

// Mantine locks the page behind a dialog by a <style> element, which our Content-Security-Policy refuses;
// base.css does it instead.
const ownScrollLock = { lockScroll: false };

export const theme = createTheme({
  colors: { gate },
  primaryColor: 'gate',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650', textWrap: 'balance' },
  components: {
    Modal: Modal.extend({ defaultProps: ownScrollLock }),
    Drawer: Drawer.extend({ defaultProps: ownScrollLock }),
  },
});
