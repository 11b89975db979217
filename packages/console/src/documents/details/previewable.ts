const kinds: Readonly<Record<string, 'image' | 'pdf'>> = {
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  gif: 'image',
  webp: 'image',
  avif: 'image',
  bmp: 'image',
  svg: 'image',
  pdf: 'pdf',
};

/** What a browser can show of a file by itself, going by its name. */
export function previewOf(name: string): 'image' | 'pdf' | undefined {
  const [, extension = ''] = /\.([a-z0-9]+)$/i.exec(name) ?? [];
  return kinds[extension.toLowerCase()];
}
