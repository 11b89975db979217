import type { Translation } from '../catalogue.ts';
import type { developerMetrics as english } from '../en/developer-metrics.ts';

export const developerMetrics: Translation<typeof english> = {
  'metrics.loading': 'Cargando métricas…',
  'metrics.period': 'Período',
  'metrics.days': 'Los últimos {{days}} días',
  'metrics.environment': 'Empresas',
  'metrics.environment.all': 'Todas',
  'metrics.environment.sandbox': 'De prueba',
  'metrics.environment.production': 'De producción',
  'metrics.numbers': 'En cifras',
  'metrics.companies': 'Empresas que la tienen ahora',
  'metrics.installs': 'Instalaciones',
  'metrics.uninstalls': 'Desinstalaciones',
  'metrics.users': 'Personas que la usaron',
  'metrics.calls': 'Llamadas por día',
  'metrics.day': 'Día',
  'metrics.answered': 'Respondidas',
  'metrics.refused': 'Rechazadas',
  'metrics.failed': 'Fallidas',
  'metrics.lead': 'Los días son UTC. No se nombra a ninguna empresa ni persona.',
  'metrics.why': 'Por qué se rechazaron llamadas',
};
