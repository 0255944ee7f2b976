/** Takes a picture with the reader's camera. The panel's `.camera` shows what it sees meanwhile. */
export function camera(panel: HTMLElement, take: (file: File) => void): void {
  const room = panel.querySelector<HTMLElement>('.camera')!;
  const video = room.querySelector('video')!;
  const problem = panel.querySelector<HTMLElement>('.problem')!;
  let stream: MediaStream | undefined;
  const stop = () => {
    stream?.getTracks().forEach((track) => track.stop());
    room.hidden = true;
  };
  panel.querySelector('[data-camera]')!.addEventListener('click', () => {
    void open(video).then(
      (opened) => {
        stream = opened;
        room.hidden = false;
      },
      () =>
        (problem.textContent = 'The camera did not open: there is none, or it was not allowed.'),
    );
  });
  panel.querySelector('[data-shoot]')!.addEventListener('click', () => {
    void pictureOf(video).then(take).finally(stop);
  });
  panel.addEventListener('toggle', (event) => event.newState === 'closed' && stop());
}

async function open(video: HTMLVideoElement): Promise<MediaStream> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640 } });
  video.srcObject = stream;
  await video.play();
  return stream;
}

async function pictureOf(video: HTMLVideoElement): Promise<File> {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')!.drawImage(video, 0, 0);
  return new File([await canvas.convertToBlob()], 'camera.png', { type: 'image/png' });
}
