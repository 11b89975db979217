import type { PersonRole } from '@gatehouse/wire';
import {
  AppsIcon,
  BuildIcon,
  BuildingIcon,
  HomeIcon,
  type Icon,
  KeyIcon,
  PeopleIcon,
  ReviewIcon,
  SignInIcon,
} from './icons.tsx';

export interface Place {
  readonly to:
    | '/'
    | '/connected-apps'
    | '/security'
    | '/developer/apps'
    | '/operator/reviews'
    | '/operator/sign-in'
    | '/operator/companies/new'
    | '/operator/people';
  readonly label:
    | 'navigation.home'
    | 'navigation.connected_apps'
    | 'navigation.security'
    | 'navigation.my_apps'
    | 'navigation.reviews'
    | 'navigation.operator_sign_in'
    | 'navigation.new_company'
    | 'navigation.operator_people';
  readonly icon: Icon;
}

/** Places that belong together. Without a label: those that everybody has. */
export interface Section {
  readonly label?: 'navigation.developers' | 'navigation.operators';
  /** Who sees it; everybody where it is not said. A matter of tidiness: the server decides who may do what. */
  readonly role?: PersonRole;
  readonly places: readonly Place[];
}

/** Where one can go, in the order in which it is shown. */
export const sections: readonly Section[] = [
  {
    places: [
      { to: '/', label: 'navigation.home', icon: HomeIcon },
      { to: '/connected-apps', label: 'navigation.connected_apps', icon: AppsIcon },
      { to: '/security', label: 'navigation.security', icon: KeyIcon },
    ],
  },
  // Anybody may begin to build; the first app makes a developer.
  {
    label: 'navigation.developers',
    places: [{ to: '/developer/apps', label: 'navigation.my_apps', icon: BuildIcon }],
  },
  {
    label: 'navigation.operators',
    role: 'operator',
    places: [
      { to: '/operator/reviews', label: 'navigation.reviews', icon: ReviewIcon },
      { to: '/operator/sign-in', label: 'navigation.operator_sign_in', icon: SignInIcon },
      { to: '/operator/companies/new', label: 'navigation.new_company', icon: BuildingIcon },
      { to: '/operator/people', label: 'navigation.operator_people', icon: PeopleIcon },
    ],
  },
];
