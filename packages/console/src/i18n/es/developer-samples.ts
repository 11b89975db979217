import type { Translation } from '../catalogue.ts';
import type { developerSamples as english } from '../en/developer-samples.ts';

export const developerSamples: Translation<typeof english> = {
  'samples.title': 'Ejemplos de código',
  'samples.loading': 'Cargando ejemplos de código…',
  'samples.environment': 'Credenciales',
  'samples.languages': 'Lenguaje del ejemplo',
  'samples.secret':
    'Los ejemplos incluyen el ID de cliente de esta aplicación. Leen el secreto de la variable de entorno GATEHOUSE_CLIENT_SECRET: un secreto no debe estar en el código.',
  'samples.person': 'Como la persona que la permite',
  'samples.person.lead':
    'Abre la página de consentimiento, cambia el código de un solo uso por tokens y llama a la API con los permisos de esa persona.',
  'samples.account': 'Como ella misma, con su propia cuenta',
  'samples.account.lead':
    'Funciona cuando una versión con cuenta propia está instalada en una empresa. Enumera las empresas y los proyectos permitidos de cada una.',
  'samples.no_redirect': 'Registre antes una URI de redirección: este ejemplo la necesita.',
  'samples.code': '{{title}}: ejemplo',
};
