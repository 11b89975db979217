import { AppPage } from '../app/app-page.tsx';
import { Details } from './details.tsx';
import { StepsToProduction } from './steps-to-production.tsx';
import { Verification } from './verification.tsx';

export function OverviewPage() {
  return (
    <AppPage tab="overview">
      {(app) => (
        <>
          <StepsToProduction app={app} />
          <Details key={`${app.name}\n${app.publisher}\n${app.description}`} app={app} />
          <Verification app={app} />
        </>
      )}
    </AppPage>
  );
}
