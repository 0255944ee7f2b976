// A button on each listing that is there to be copied; addresses of this site are written out first, so that what is copied
// works in any page.
for (const listing of document.querySelectorAll<HTMLElement>('.listing')) {
  const code = listing.querySelector('code')!;
  const { base } = document.documentElement.dataset;
  const here = new URL(base ?? '/', location.href).href;
  for (const text of textsIn(code)) text.data = text.data.replaceAll('https://HERE/', here);
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'button copy', textContent: 'Copy' });
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(code.textContent).then(
      () => (button.textContent = 'Copied'),
      () => (button.textContent = 'Select and copy it by hand'),
    );
  });
  listing.append(button);
}

function textsIn(element: Element): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts;
}
