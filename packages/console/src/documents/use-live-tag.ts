import type { DocumentsScope } from '@gatehouse/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { gatehouse } from '../api/gatehouse.ts';
import { placeKey } from './place.ts';

const every = 5_000;

/**
 * Shows what others change: the root's tag moves with everything that this person can see, and one small call asks
 * for it while the page is in front.
 */
export function useLiveTag(place: DocumentsScope): void {
  const queries = useQueryClient();
  const { data: tag } = useQuery({
    // Not among what is known of the place, else it would be asked for again because it was.
    queryKey: ['documents-tag', place.companyId, place.projectId ?? 'company'],
    queryFn: async () => {
      const root = await gatehouse.folders.root(place, { exclude_files: true, exclude_folders: true });
      return 'tag' in root ? String(root.tag) : null;
    },
    refetchInterval: every,
  });
  const last = useRef(tag);
  useEffect(() => {
    const changed = last.current !== undefined && tag !== undefined && last.current !== tag;
    last.current = tag;
    if (changed) void queries.invalidateQueries({ queryKey: placeKey(place) });
  }, [tag, queries, place]);
}
