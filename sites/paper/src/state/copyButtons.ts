// A button beside each listing that is there to be copied.
for (const listing of document.querySelectorAll<HTMLElement>('[data-copy]')) {
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'button copy', textContent: 'Copy' });
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(listing.textContent).then(
      () => (button.textContent = 'Copied'),
      () => (button.textContent = 'Select and copy it by hand'),
    );
  });
  listing.after(button);
}
