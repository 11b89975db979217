/** Where the keyboard is in a grid, counted from its first line and column. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The cell that a key leads to (WAI-ARIA grid pattern); undefined where the key is not one of the grid's. */
export function cellAfter(key: string, whole: boolean, from: Cell, size: Cell): Cell | undefined {
  const last = { row: size.row - 1, column: size.column - 1 };
  const to = (row: number, column: number): Cell => ({
    row: Math.max(0, Math.min(last.row, row)),
    column: Math.max(0, Math.min(last.column, column)),
  });
  switch (key) {
    case 'ArrowUp':
      return to(from.row - 1, from.column);
    case 'ArrowDown':
      return to(from.row + 1, from.column);
    case 'ArrowLeft':
      return to(from.row, from.column - 1);
    case 'ArrowRight':
      return to(from.row, from.column + 1);
    case 'Home':
      return to(whole ? 0 : from.row, 0);
    case 'End':
      return to(whole ? last.row : from.row, last.column);
    case 'PageUp':
      return to(from.row - 10, from.column);
    case 'PageDown':
      return to(from.row + 10, from.column);
    default:
      return undefined;
  }
}
