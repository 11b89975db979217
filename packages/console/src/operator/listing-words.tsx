import type { ListingReview } from '@gatehouse/wire';
import { Title } from '@mantine/core';
import { PublisherLine } from '../developer/app/publisher-line.tsx';
import classes from './operator.module.css';

/** A marketplace page as companies would see it. */
export function ListingWords({ review: { app, listing } }: { review: ListingReview }) {
  return (
    <div className={classes.words}>
      <Title order={3} size="h5">
        {app.name}
      </Title>
      <PublisherLine app={app} />
      <p>
        <strong>{listing.tagline}</strong>
      </p>
      <p className={classes.about}>{listing.about}</p>
      <p className={classes.quiet}>
        {[listing.support_email, listing.website].filter((text) => text !== null).join(' · ')}
      </p>
    </div>
  );
}
