import { createTheme, Drawer, type MantineColorsTuple, Menu, Modal } from '@mantine/core';

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

/** Greys of the dark theme with a little of the gate in them: 0 is text, 7 is paper, 9 is the ground. */
const dark: MantineColorsTuple = [
  '#e8efed',
  '#c9d3d0',
  '#a9b7b4',
  '#7f8f8b',
  '#465552',
  '#33413e',
  '#212c2a',
  '#182120',
  '#131a19',
  '#0f1514',
];

// Mantine locks the page behind a dialog by a <style> element, which our Content-Security-Policy refuses;
// base.css does it instead.
const ownScrollLock = { lockScroll: false };

export const theme = createTheme({
  colors: { gate, dark },
  black: '#17211f',
  primaryColor: 'gate',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650', textWrap: 'balance' },
  components: {
    // Inside the header it stays in that landmark, and the first key goes to the first item.
    Menu: Menu.extend({
      defaultProps: { position: 'bottom-end', withinPortal: false, withInitialFocusPlaceholder: false },
    }),
    Modal: Modal.extend({ defaultProps: ownScrollLock }),
    Drawer: Drawer.extend({ defaultProps: ownScrollLock }),
  },
});
