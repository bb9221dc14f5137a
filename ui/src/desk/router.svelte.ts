// The pages by their addresses, over the History API.

/** The lists a queue can be looked at as. */
export type QueueView = 'queue' | 'mine' | 'waiting' | 'confirm';

export type Route =
  | { page: 'queue'; view: QueueView }
  | { page: 'ticket'; id: string }
  | { page: 'outages' | 'post' | 'notes' | 'devices' | 'setup' | 'sign-in' | 'welcome' | 'nowhere' }
  | { page: 'outage' | 'device'; id: string }
  | { page: 'note'; id: string | null };

/** What is at `path`. */
export function routeOf(path: string): Route {
  const [first = '', second, ...more] = path.split('/').filter(Boolean).map(decode);
  if (more.length > 0) return { page: 'nowhere' };
  if (second !== undefined) return oneOf(first, second);
  switch (first) {
    case '':
      return { page: 'queue', view: 'queue' };
    case 'queue':
    case 'mine':
    case 'waiting':
    case 'confirm':
      return { page: 'queue', view: first };
    case 'outages':
    case 'notes':
    case 'devices':
    case 'setup':
    case 'sign-in':
    case 'welcome':
      return { page: first };
    default:
      return { page: 'nowhere' };
  }
}

/** What is at `id` among the pages of one kind. */
function oneOf(kind: string, id: string): Route {
  switch (kind) {
    case 'tickets':
      return { page: 'ticket', id };
    case 'outages':
      return id === 'new' ? { page: 'post' } : { page: 'outage', id };
    case 'devices':
      return { page: 'device', id };
    case 'notes':
      return { page: 'note', id: id === 'new' ? null : id };
    default:
      return { page: 'nowhere' };
  }
}

export class Router {
  #path = $state(location.pathname);
  readonly route = $derived(routeOf(this.#path));
  #moved = false;

  get path(): string {
    return this.#path;
  }

  go(path: string): void {
    history.pushState(null, '', path);
    this.#arrive();
    scrollTo(0, 0);
  }

  replace(path: string): void {
    history.replaceState(null, '', path);
    this.#arrive();
  }

  /** Makes links within the desk stay within the page. Returns what undoes it. */
  listen(): () => void {
    const onpop = () => this.#arrive();
    const onclick = (event: MouseEvent) => {
      const path = inside(event);
      if (path === null) return;
      event.preventDefault();
      this.go(path);
    };
    addEventListener('popstate', onpop);
    addEventListener('click', onclick);
    return () => {
      removeEventListener('popstate', onpop);
      removeEventListener('click', onclick);
    };
  }

  /** Moves focus to the heading of a page that was navigated to; the first page is left to the browser. */
  readonly heading = (heading: HTMLElement): void => {
    if (!this.#moved) return;
    this.#moved = false;
    heading.focus({ preventScroll: true });
  };

  #arrive(): void {
    this.#moved = true;
    this.#path = location.pathname;
  }
}

/** Where a plain click on one of our own links leads; null for every other click. */
function inside(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target !== '' || link.hasAttribute('download') || link.getAttribute('href')?.startsWith('#'))
    return null;
  if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return null;
  return link.pathname;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
