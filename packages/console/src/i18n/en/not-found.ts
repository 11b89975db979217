export const notFound = {
  'not_found.title': 'Page not found',
  'not_found.body': 'The address may be mistyped, or what was here is gone.',
  'not_found.home': 'Go to the home page',
} as const;
