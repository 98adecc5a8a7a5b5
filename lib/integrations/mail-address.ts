/** A word that is a mail address, with the sign that may end a sentence behind it. */
export const MAIL_ADDRESS = /^[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,8}[.,;:!?)]?$/;
