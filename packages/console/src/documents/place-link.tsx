import type { DocumentsScope } from '@gatehouse/client';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import type { DocumentsSearch } from './documents-routes.ts';

interface FolderLinkProps
  extends Pick<ComponentProps<'a'>, 'className' | 'tabIndex' | 'onClick' | 'aria-current'> {
  readonly place: DocumentsScope;
  /** The root where it is not said. */
  readonly folder?: number | undefined;
  readonly children?: ReactNode;
}

/** Leads to a folder. */
export function FolderLink({ place, folder, ...link }: FolderLinkProps) {
  const search = folder === undefined ? {} : { folder };
  const companyId = String(place.companyId);
  if (place.projectId === undefined) {
    return <Link to="/companies/$companyId/documents" params={{ companyId }} search={search} {...link} />;
  }
  const params = { companyId, projectId: String(place.projectId) };
  return (
    <Link
      to="/companies/$companyId/projects/$projectId/documents"
      params={params}
      search={search}
      {...link}
    />
  );
}

/** Leads to the recycle bin of a place, or to a folder in it. */
export function BinLink({ place, folder, ...link }: FolderLinkProps) {
  const search = folder === undefined ? {} : { folder };
  const companyId = String(place.companyId);
  if (place.projectId === undefined) {
    return <Link to="/companies/$companyId/recycle-bin" params={{ companyId }} search={search} {...link} />;
  }
  const params = { companyId, projectId: String(place.projectId) };
  return (
    <Link
      to="/companies/$companyId/projects/$projectId/recycle-bin"
      params={params}
      search={search}
      {...link}
    />
  );
}

/** Goes to another folder, or looks for words, in the tool that is on the page. */
export function useGo(): (search: DocumentsSearch, how?: { replace: boolean }) => void {
  const navigate = useNavigate();
  return (search, how) => void navigate({ to: '.', search, replace: how?.replace === true });
}
