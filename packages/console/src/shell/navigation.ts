import { AppsIcon, HomeIcon, type Icon } from './icons.tsx';

export interface Place {
  readonly to: '/' | '/connected-apps';
  readonly label: 'navigation.home' | 'navigation.connected_apps';
  readonly icon: Icon;
}

/** Where one can go, in the order in which it is shown. */
export const places: readonly Place[] = [
  { to: '/', label: 'navigation.home', icon: HomeIcon },
  { to: '/connected-apps', label: 'navigation.connected_apps', icon: AppsIcon },
];
