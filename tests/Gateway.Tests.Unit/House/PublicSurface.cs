using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Gateway.Tests.Unit.House;

/// <summary>What others can compile against in a library, one line a member: names, types, modifiers, default values; not the nullability.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly library) =>
        library.GetExportedTypes().SelectMany(t => Members(t).Select(m => $"{t.Namespace}.{Name(t)}{m}").Prepend($"{t.Namespace}.{Name(t)} : {Kind(t)}"));

    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [$"({Parameters(type.GetMethod("Invoke")!)}) : {Name(type.GetMethod("Invoke")!.ReturnType)}"];
        }

        var fields = type.GetFields(Declared).Where(f => IsSeen(f.Attributes) && !f.IsSpecialName).Select(Line);
        var constructors = type.GetConstructors(Declared).Where(IsSeen).Select(c => $"({Parameters(c)}) :{Modifiers(c)} constructor");
        var properties = type.GetProperties(Declared).Where(p => p.GetAccessors(nonPublic: true).Any(IsSeen) && !IsGenerated(p)).Select(Line);
        var events = type.GetEvents(Declared).Where(e => IsSeen(e.AddMethod!)).Select(e => $".{e.Name} :{Modifiers(e.AddMethod!)} event {Name(e.EventHandlerType!)}");
        var methods = type.GetMethods(Declared)
            .Where(m => IsSeen(m) && !IsGenerated(m) && m.GetBaseDefinition() == m && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)))
            .Select(m => $".{m.Name}{Arguments(m)}({Parameters(m)}) :{Modifiers(m)} {Returned(m.ReturnType, m.ReturnParameter)}");
        return [.. fields, .. constructors, .. properties, .. events, .. methods];
    }

    private static string Kind(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => $"enum {Name(type.GetEnumUnderlyingType())}",
            { IsInterface: true } => "interface",
            { IsByRefLike: true } => "ref struct",
            { IsValueType: true } => "struct",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        IEnumerable<Type> above = type.IsEnum || typeof(Delegate).IsAssignableFrom(type) ? [] : type.GetInterfaces().Where(i => i.IsPublic || i.IsNestedPublic);
        above = type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) && kind != "delegate" ? above.Prepend(parent) : above;
        return string.Join(", ", above.Select(Name).Order(StringComparer.Ordinal).Prepend(kind));
    }

    private static string Line(FieldInfo field) =>
        field.IsLiteral
            ? $".{field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
            : $".{field.Name} :{(field.IsStatic ? " static" : "")}{(field.IsInitOnly ? " readonly" : "")} {Name(field.FieldType)}";

    private static string Line(PropertyInfo property)
    {
        var getter = property.GetMethod is { } get && IsSeen(get) ? " get;" : "";
        var setter = property.SetMethod is not { } set || !IsSeen(set) ? ""
            : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? " required" : "";
        var index = string.Join(", ", property.GetIndexParameters().Select(Line));
        var returned = property.GetMethod is { } returns ? Returned(property.PropertyType, returns.ReturnParameter) : Name(property.PropertyType);
        return $".{property.Name}{(index.Length > 0 ? $"[{index}]" : "")} {{{getter}{setter} }} :{Modifiers(property.GetAccessors(nonPublic: true).First(IsSeen))}{required} {returned}";
    }

    private static string Line(ParameterInfo parameter)
    {
        var mode = !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        var value = parameter.HasDefaultValue ? $" = {Convert.ToString(parameter.RawDefaultValue, CultureInfo.InvariantCulture) ?? "null"}" : "";
        return $"{mode}{Name(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Line));

    private static string Returned(Type type, ParameterInfo parameter) =>
        !type.IsByRef ? Name(type) : parameter.GetRequiredCustomModifiers().Length > 0 ? $"ref readonly {Name(type)}" : $"ref {Name(type)}";

    private static string Arguments(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : " protected") + (method.IsStatic ? " static" : "")
        + (method.IsAbstract ? " abstract" : method is { IsVirtual: true, IsFinal: false } ? " virtual" : "");

    private static string Name(Type type)
    {
        if (type.HasElementType)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        }

        var outer = type is { IsNested: true, IsGenericParameter: false } ? Name(type.DeclaringType!) + "." : "";
        return type.IsGenericType ? $"{outer}{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : outer + type.Name;
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static bool IsSeen(FieldAttributes field) => (field & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    // What a record has by itself.
    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name == "EqualityContract";
}
