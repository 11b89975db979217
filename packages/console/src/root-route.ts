import { createRootRoute } from '@tanstack/react-router';
import { NotFoundPage } from './not-found/not-found-page.tsx';
import { SignedIn } from './shell/signed-in.tsx';

/** What every route of the console hangs from. */
export const root = createRootRoute({ component: SignedIn, notFoundComponent: NotFoundPage });
