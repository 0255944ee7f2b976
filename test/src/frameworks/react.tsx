/** A page in React, as docs/embed.md tells to write it. */
import '@deconv/elements/occlusion';
import type {} from '@deconv/elements/jsx';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

const PHOTOS = [new File([], 'fox.png')];

function App() {
  const [loads, setLoads] = useState(0);
  const [place, setPlace] = useState('');
  const [chosen, setChosen] = useState(false);
  const [open, setOpen] = useState(true);
  return (
    <>
      <button onClick={() => setChosen(true)}>Choose</button>
      <button onClick={() => setOpen(false)}>Close</button>
      <output id="loads">{loads}</output>
      <output id="place">{place}</output>
      {open && (
        <deconv-occlusion
          src="results.json"
          {...(chosen && { classIndex: 7, images: PHOTOS })}
          onload={() => setLoads((before) => before + 1)}
          ondeconv-place={({ detail }) => setPlace(JSON.stringify(detail))}
        >
          <h2 slot="title">Is it looking at the fox?</h2>
        </deconv-occlusion>
      )}
    </>
  );
}

createRoot(document.body.appendChild(document.createElement('main'))).render(<App />);
