import { AppPage } from '../app/app-page.tsx';

export function CollaboratorsPage() {
  return <AppPage tab="collaborators">{() => null}</AppPage>;
}
