/** Marks the chapter that is being read, and folds the contents behind a choice. */
export function contents(): void {
  const list = document.querySelector<HTMLDetailsElement>('.contents')!;
  const links = new Map(
    [...list.querySelectorAll('a')].map((link) => [link.hash.slice(1), link] as const),
  );
  list.addEventListener('click', (event) => {
    if ((event.target as Element).closest('a')) list.open = false;
  });
  addEventListener('keydown', ({ key }) => key === 'Escape' && (list.open = false));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const link = links.get(target.getAttribute('aria-labelledby') ?? '');
        if (isIntersecting) link?.setAttribute('aria-current', 'location');
        else link?.removeAttribute('aria-current');
      }
    },
    // A line a third from the top: what crosses it is being read.
    { rootMargin: '-33% 0px -66% 0px' },
  );
  for (const chapter of document.querySelectorAll('.chapter')) observer.observe(chapter);
}
