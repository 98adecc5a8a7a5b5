import { namedCloud, sandboxCloud } from "./cloud-servers.ts";
import { describeLogin } from "./describe-login.ts";
import { describeTalk } from "./describe-talk.ts";

const named = "the server named in the environment";

describeLogin("the sandbox cloud", await sandboxCloud());
describeLogin(named, namedCloud());
describeTalk("the sandbox cloud", await sandboxCloud());
describeTalk(named, namedCloud());
