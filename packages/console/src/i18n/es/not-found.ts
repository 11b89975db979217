import type { Translation } from '../catalogue.ts';
import type { notFound as english } from '../en/not-found.ts';

export const notFound: Translation<typeof english> = {
  'not_found.title': 'Página no encontrada',
  'not_found.body': 'Tal vez la dirección esté mal escrita, o lo que había aquí ya no existe.',
  'not_found.home': 'Ir a la página de inicio',
};
