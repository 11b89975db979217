/** Something that a person brought: a file, or a folder that may be empty, with the folders it lay in. */
export interface Brought {
  readonly path: readonly string[];
  /** Undefined for a folder, whose own name then ends the path. */
  readonly file: File | undefined;
}

/** What was dropped, folders with everything in them. */
export async function readDrop(data: DataTransfer): Promise<Brought[]> {
  // The list is emptied as soon as the event is over: everything is taken out of it first.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const read = await Promise.all(entries.map((entry) => below(entry, [])));
  return read.flat();
}

/** What was chosen in a dialog of the browser; with a folder come the ways of its files. */
export function readChosen(files: Iterable<File>): Brought[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath.split('/').slice(0, -1), file }));
}

async function below(entry: FileSystemEntry, path: readonly string[]): Promise<Brought[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path, file }];
  }
  if (!isFolder(entry)) return [];
  const here = [...path, entry.name];
  const brought: Brought[] = [{ path: here, file: undefined }];
  for (const child of await childrenOf(entry)) brought.push(...(await below(child, here)));
  return brought;
}

/** A reader gives a hundred at a time, and an empty list at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return children;
    children.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
