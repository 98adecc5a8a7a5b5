import { EmbedLayout } from "../../embed-layout.tsx";

export default EmbedLayout;
