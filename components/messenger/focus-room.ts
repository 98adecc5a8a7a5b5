/** Where the focus goes in an open room: where one writes; on a phone its title, because the keyboard would cover what one came to read. */
export const roomPlace = {
  get current(): HTMLElement | null {
    const writes = window.matchMedia("(pointer: fine)").matches
      ? document.querySelector<HTMLElement>("[data-composer]")
      : null;
    return writes ?? document.querySelector<HTMLElement>("[data-room-title]");
  },
};

export function focusRoom(): void {
  roomPlace.current?.focus({ preventScroll: true });
}
