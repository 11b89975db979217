import type { App } from '@gatehouse/wire';
import { AppPage } from '../app/app-page.tsx';
import { Addresses } from './addresses.tsx';
import { Deliveries } from './deliveries.tsx';

export function EventsPage() {
  return <AppPage tab="events">{(app) => <Events app={app} />}</AppPage>;
}

function Events({ app }: { app: App }) {
  return (
    <>
      <Addresses app={app} />
      <Deliveries app={app} />
    </>
  );
}
