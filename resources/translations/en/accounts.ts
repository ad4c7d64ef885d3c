<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>accounts</name>
    <message><source>修改自己的密码</source><translation>Change your own password</translation></message>
    <message><source>人员账号</source><translation>Accounts</translation></message>
    <message><source>建立账号</source><translation>Set up accounts</translation></message>
    <message><source>换班</source><translation>Change of shift</translation></message>
    <message><source>修改自己的密码…</source><translation>Change your own password…</translation></message>
    <message><source>人员账号…</source><translation>Accounts…</translation></message>
    <message><source>密码已换。</source><translation>Your password is changed.</translation></message>
    <message><source>账号已建立，您已登录。在“人员账号”里添加其他人。</source><translation>The account is made and you are signed in. Add the others under "Accounts".</translation></message>
    <message><source>导出{kinds} {n} 条</source><translation>Export {n} records: {kinds}</translation></message>
    <message><source>一次性密码要先在窗口里登录一次，换成自己的密码</source><translation>A one-time password has to be changed first: sign in once in the window</translation></message>
    <message><source>本站要登录：请设置环境变量 {account} 和 {password}，或在终端里运行。</source><translation>This station wants you to sign in: set the environment variables {account} and {password}, or run this in a terminal.</translation></message>
    <message><source>登录名或警号</source><translation>Login name or badge number</translation></message>
    <message><source>密码</source><translation>Password</translation></message>
    <message><source>同意人的登录名或警号</source><translation>Login name or badge number of the person agreeing</translation></message>
    <message><source>同意人的密码</source><translation>Password of the person agreeing</translation></message>
    <message><source>命令行导出{kind}</source><translation>Export from the command line: {kind}</translation></message>
    <message><source>交接留言</source><translation>Hand-over note</translation></message>
    <message><source>需要第二人同意</source><translation>A second person must agree</translation></message>
    <message><source>{name}（登录名 {login}）的一次性密码。当面告诉本人；关掉这一页就再也看不到了。</source><translation>One-time password of {name} (login name {login}). Tell it in person; when this page is closed it is never shown again.</translation></message>
    <message><source>重置密码</source><translation>Reset password</translation></message>
    <message><source>姓名</source><translation>Full name</translation></message>
    <message><source>警号</source><translation>Badge number</translation></message>
    <message><source>登录名</source><translation>Login name</translation></message>
    <message><source>角色（可以有几个，权限相加）</source><translation>Roles (there may be several; each adds its rights)</translation></message>
    <message><source>网格（只管社区民警看到哪些人；一个不选就是全辖区）</source><translation>Grids (decide which people a community officer sees; none means the whole area)</translation></message>
    <message><source>停用账号</source><translation>Disable the account</translation></message>
    <message><source>恢复</source><translation>Restore</translation></message>
    <message><source>有了账号，每个人登录后只看到和能做角色允许的事，日志写明是谁。第一个账号是管理员，由他添加别人。</source><translation>With accounts, everybody signs in, sees and does what the role allows, and the journal says who it was. The first account is the administrator's, who adds the others.</translation></message>
    <message><source>再输一次密码</source><translation>Password once more</translation></message>
    <message><source>以后再说</source><translation>Not now</translation></message>
    <message><source>管理员同时还是（仅凭管理员角色看不到人员信息）</source><translation>Other roles of the administrator (that role alone sees no people)</translation></message>
    <message><source>知道了</source><translation>Understood</translation></message>
    <message><source>{who} · {when}</source><translation>{who} · {when}</translation></message>
    <message><source>退出程序</source><translation>Quit</translation></message>
    <message><source>新密码</source><translation>New password</translation></message>
    <message><source>再输一次新密码</source><translation>New password once more</translation></message>
    <message><source>换成新密码</source><translation>Change password</translation></message>
    <message><source>一次性密码</source><translation>One-time password</translation></message>
    <message><source>原密码</source><translation>Old password</translation></message>
    <message><source>至少 {n} 个字；几个不相干的词连起来，好记又难猜。</source><translation>At least {n} characters; a few unrelated words in a row are easy to remember and hard to guess.</translation></message>
    <message><source>换成自己的密码</source><translation>Choose a password of your own</translation></message>
    <message><source>管理员给的密码只用一次。换好以后，只有您自己知道。</source><translation>The administrator's password is good once. After this, only you know yours.</translation></message>
    <message><source>每人一个账号；离岗的停用，不删除，日志里还有他。</source><translation>One account for each person. Those who leave are disabled, not deleted: the journal still names them.</translation></message>
    <message><source>账号</source><translation>Accounts</translation></message>
    <message><source>添加账号</source><translation>Add an account</translation></message>
    <message><source>已停用</source><translation>Disabled</translation></message>
    <message><source>已恢复</source><translation>Restored</translation></message>
    <message><source>选一个账号，或添加一个</source><translation>Choose an account, or add one</translation></message>
    <message><source>由另一位有权同意的人（所领导或管理员）在这里输入自己的登录名和密码。只对这一次有效，两人的名字都记入日志。</source><translation>Another person who may agree (a commander or administrator) types their own login name and password here. It is good this once, and the journal keeps both names.</translation></message>
    <message><source>同意这一次</source><translation>Agree this once</translation></message>
    <message><source>不同意</source><translation>Do not agree</translation></message>
    <message><source>{what}，含敏感信息原文；理由：{why}</source><translation>{what}, sensitive values written out; reason: {why}</translation></message>
    <message><source>经办：{who}</source><translation>Asked by: {who}</translation></message>
    <message><source>按住看一看</source><translation>Hold to see it</translation></message>
    <message><source>大写锁定（Caps Lock）开着</source><translation>Caps Lock is on</translation></message>
    <message><source>例：3 号楼电梯报修已联系物业，等回话</source><translation>E.g. lift in building 3 reported, waiting for the caretaker</translation></message>
    <message><source>看到什么、能做什么，由您的角色决定；登录和操作都会记入日志。</source><translation>Your role decides what you see and do; signing in and what you do are journalled.</translation></message>
    <message><source>登录失败次数太多，请过 {n} 秒再试</source><translation>Too many failed sign-ins; try again in {n} s</translation></message>
    <message><source>本席已锁定</source><translation>This desk is locked</translation></message>
    <message><source>登录进入</source><translation>Sign in</translation></message>
    <message><source>解锁继续</source><translation>Unlock</translation></message>
    <message><source>请登录</source><translation>Sign in</translation></message>
    <message><source>锁定本席</source><translation>Lock this desk</translation></message>
    <message><source>{name}，输入密码接着做；界面和没写完的内容都还在。换人也可以直接登录。</source><translation>{name}, type your password to go on; pages and what was being written are still there. Somebody else may sign in as well.</translation></message>
    <message><source>下一位登录后，地图和打开的页面照旧，之后的操作记在他名下。</source><translation>When the next officer has signed in, map and open pages stay as they are, and what is done from then on is theirs.</translation></message>
    <message><source>请填登录名和密码</source><translation>Type login name and password</translation></message>
    <message><source>{name}的交接留言（可不写）</source><translation>Hand-over note of {name} (optional)</translation></message>
    <message><source>批量导出</source><translation>bulk export</translation></message>
    <message><source>查看整表敏感信息</source><translation>reveal a whole list</translation></message>
    <message><source>记登录失败次数的文件坏了，已经换了一份新的；请再登录一次</source><translation>The file that counts failed sign-ins was damaged and has been begun anew; sign in once more</translation></message>
    <message><source>记登录失败次数的文件 {file} 坏了，也挪不开；请删掉它再登录</source><translation>The file that counts failed sign-ins, {file}, is damaged and cannot be put aside; delete it and sign in again</translation></message>
    <message><source>请先登录</source><translation>Sign in first</translation></message>
    <message><source>要由另一个人同意，不能自己同意自己</source><translation>Another person must agree; nobody agrees to their own wish</translation></message>
    <message><source>这个账号还要先换掉一次性密码</source><translation>This account has to change its one-time password first</translation></message>
    <message><source>“{role}”不能同意“{act}”</source><translation>"{role}" cannot agree to "{act}"</translation></message>
    <message><source>“{act}”要由第二人当场同意；可以同意的有：所领导、管理员</source><translation>"{act}" needs a second person who agrees on the spot: a commander or an administrator</translation></message>
    <message><source>同意{who}：{what}</source><translation>Agreed with {who}: {what}</translation></message>
    <message><source>密码至少 {n} 个字</source><translation>A password has at least {n} characters</translation></message>
    <message><source>密码最多 {n} 个字</source><translation>A password has at most {n} characters</translation></message>
    <message><source>密码不能与登录名或警号相同</source><translation>The password must not be the login name or badge number</translation></message>
    <message><source>密码太简单：至少要有 4 个不同的字</source><translation>The password is too simple: use at least 4 different characters</translation></message>
    <message><source>没有“{role}”这个角色，可用的有：{known}</source><translation>There is no role "{role}"; there are: {known}</translation></message>
    <message><source>您的角色（{role}）不能“{what}”；需要时请找管理员</source><translation>Your role ({role}) does not allow "{what}"; ask the administrator if you need it</translation></message>
    <message><source>导出{kind}</source><translation>Export {kind}</translation></message>
    <message><source>没有编号为 {id} 的账号</source><translation>There is no account with the id {id}</translation></message>
    <message><source>请填登录名</source><translation>Type a login name</translation></message>
    <message><source>请填姓名</source><translation>Type a full name</translation></message>
    <message><source>至少选一个角色</source><translation>Choose at least one role</translation></message>
    <message><source>登录名“{login}”已有人用</source><translation>The login name "{login}" is taken</translation></message>
    <message><source>这是最后一个管理员：先让别人也成为管理员</source><translation>This is the last administrator: make somebody else one first</translation></message>
    <message><source>这条{kind}不在您的网格里，不能改</source><translation>This {kind} is not in your grids and cannot be changed by you</translation></message>
    <message><source>修改账号：{name}</source><translation>Account changed: {name}</translation></message>
    <message><source>{n} 秒</source><translation>{n} s</translation></message>
    <message><source>{n} 分钟</source><translation>{n} min</translation></message>
    <message><source>登录失败次数太多，请过 {wait} 再试</source><translation>Too many failed sign-ins; try again in {wait}</translation></message>
    <message><source>未知的人</source><translation>Unknown person</translation></message>
    <message><source>登录失败（连续第 {n} 次）</source><translation>Sign-in failed (number {n} in a row)</translation></message>
    <message><source>停用账号：{name}</source><translation>Account disabled: {name}</translation></message>
    <message><source>恢复账号：{name}</source><translation>Account restored: {name}</translation></message>
    <message><source>建立第一个管理员账号：{name}</source><translation>First administrator's account: {name}</translation></message>
    <message><source>添加账号：{name}</source><translation>Account added: {name}</translation></message>
    <message><source>账号没有“{field}”这一项</source><translation>An account has no "{field}"</translation></message>
    <message><source>重置密码：{name}</source><translation>Password reset: {name}</translation></message>
    <message><source>新密码不能与原密码相同</source><translation>The new password must not be the old one</translation></message>
    <message><source>管理账号</source><translation>manage accounts</translation></message>
    <message><source>登录名或密码不对</source><translation>Login name or password is wrong</translation></message>
    <message><source>本站已有账号，请登录后由管理员添加</source><translation>The station has accounts already; an administrator adds more after signing in</translation></message>
    <message><source>久未操作，自动锁定</source><translation>Locked by itself, as nobody was there</translation></message>
    <message><source>查看{kind}的{field}</source><translation>see {field} of {kind}</translation></message>
    <message><source>添加类别</source><translation>add a kind</translation></message>
    <message><source>查看这个附件</source><translation>open this file</translation></message>
    <message><source>每人登录，按角色看和做；现在谁都能看、能改。</source><translation>Everybody signs in and sees and does what the role allows; now anybody can see and change everything.</translation></message>
    <message><source>添加、停用、改角色和网格、重置密码。</source><translation>Add, disable, change roles and grids, reset passwords.</translation></message>
    <message><source>自动锁定</source><translation>Automatic lock</translation></message>
    <message><source>没人操作多久就锁上；大屏不锁。对本站所有人有效。</source><translation>Locks when nobody has used it for this long; the wall display stays open. Applies to everybody at this station.</translation></message>
    <message><source>建立账号…</source><translation>Set up accounts…</translation></message>
    <message><source>{name} · 只含本网格的人</source><translation>{name} · people of own grids only</translation></message>
    <message><source>管理备份</source><translation>Look after backups</translation></message>
    <message><source>导入文件</source><translation>Import a file</translation></message>
    <message><source>备份的设置</source><translation>how backups are made</translation></message>
    <message><source>定位网关的设置</source><translation>how the gateway is set</translation></message>
    <message><source>记住的表格</source><translation>remembered tables</translation></message>
    <message><source>自动锁定的时间</source><translation>when the desk locks itself</translation></message>
    <message><source>任务评分的权重</source><translation>weights of the task score</translation></message>
    <message><source>是否建立账号</source><translation>whether accounts are made</translation></message>
    <message><source>图层的样式</source><translation>how layers look</translation></message>
    <message><source>当班班组</source><translation>the shift on duty</translation></message>
    <message><source>程序自己的设置</source><translation>what the program keeps for itself</translation></message>
    <message><source>修改{what}</source><translation>Change {what}</translation></message>
    <message><source>代替设备或规则修改记录</source><translation>Change records in place of devices or rules</translation></message>
    <message><source>查看恢复密钥</source><translation>See the recovery key</translation></message>
    <message><source>24 小时内已经取过 {n} 条。</source><translation>{n} were taken within 24 hours already. </translation></message>
    <message><source>查看{kind}（编号 {id}）遮住的内容：{why}</source><translation>Uncover {kind} (number {id}): {why}</translation></message>
    <message><source>{what}（24 小时内已经取过 {n} 条）</source><translation>{what} ({n} taken within 24 hours)</translation></message>
</context>
</TS>
