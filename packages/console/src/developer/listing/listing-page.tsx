import { AppPage } from '../app/app-page.tsx';

export function ListingPage() {
  return <AppPage tab="listing">{() => null}</AppPage>;
}
